-- China's one time zone, in which days begin, said once for SQL as ChinaTime says it for the program. One statement
-- each, so that a query takes its text in.
CREATE FUNCTION china_day(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CAST(moment AT TIME ZONE 'Asia/Shanghai' AS date);

CREATE FUNCTION china_midnight(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CAST(day AS timestamp) AT TIME ZONE 'Asia/Shanghai';
