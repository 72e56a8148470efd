-- What goods are: a tree that officers and administrators keep. name is Chinese, as shoppers read it; no_free_return
-- says that goods of it cannot be sent back without a reason.
CREATE TABLE category (
  code           text    PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 40),
  parent_code    text    REFERENCES category (code) CHECK (parent_code <> code),
  name           text    NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  name_en        text    NOT NULL CHECK (length(name_en) BETWEEN 1 AND 60),
  position       integer NOT NULL DEFAULT 0,
  no_free_return boolean NOT NULL DEFAULT false,
  version        integer NOT NULL DEFAULT 1
);
CREATE INDEX category_parent ON category (parent_code);
REVOKE DELETE ON category FROM livelihood_app;

-- What villages sell most; the rest is added where it is needed.
INSERT INTO category (code, parent_code, name, name_en, position, no_free_return) VALUES
  ('food',       NULL,       '食品',       'Food',                  10, false),
  ('clothing',   NULL,       '服饰',       'Clothing',              20, false),
  ('crafts',     NULL,       '手工艺品',   'Crafts',                30, false),
  ('home',       NULL,       '家居日用',   'Home',                  40, false),
  ('fruit',      'food',     '水果',       'Fruit',                 10, true),
  ('vegetables', 'food',     '蔬菜',       'Vegetables',            20, true),
  ('eggs',       'food',     '禽蛋',       'Eggs',                  30, true),
  ('meat',       'food',     '肉禽水产',   'Meat, poultry, fish',   40, true),
  ('fungus',     'food',     '食用菌',     'Fungus and mushrooms',  50, false),
  ('konjac',     'food',     '魔芋制品',   'Konjac',                60, false),
  ('grain',      'food',     '粮油杂粮',   'Grain and oil',         70, false),
  ('tea',        'food',     '茶叶',       'Tea',                   80, false),
  ('honey',      'food',     '蜂蜜',       'Honey',                 90, false),
  ('juice',      'food',     '果汁饮料',   'Juice and drinks',     100, false),
  ('nuts',       'food',     '坚果干果',   'Nuts and dried fruit', 110, false),
  ('socks',      'clothing', '袜子',       'Socks',                 10, false),
  ('shoes',      'clothing', '鞋',         'Shoes',                 20, false),
  ('gloves',     'clothing', '手套围巾',   'Gloves and scarves',    30, false),
  ('embroidery', 'crafts',   '刺绣',       'Embroidery',            10, false),
  ('weaving',    'crafts',   '竹藤草编',   'Wickerwork',            20, false),
  ('made-to-order', 'crafts', '定制',      'Made to order',         30, true),
  ('bedding',    'home',     '床上用品',   'Bedding',               10, false),
  ('kitchen',    'home',     '厨房用品',   'Kitchen',               20, false),
  ('other',      NULL,       '其他',       'Other',                 90, false);

-- Until now a category was any word: each that is in use stays, for an officer to find its place.
INSERT INTO category (code, parent_code, name, name_en, position)
SELECT category, 'other', category, category, 100
  FROM (SELECT category FROM catalog_listing UNION SELECT category FROM catalog_revision) used
 WHERE length(category) BETWEEN 1 AND 40
ON CONFLICT (code) DO NOTHING;
