-- Whole purchases, one after the other on each connection: order, payment, cashier. wrk gives each thread a Lua of its
-- own, so there are as many threads as connections. Of BENCH_HOT, or spread over all of BENCH_SKUS.
local skus = {}
for line in io.lines(os.getenv("BENCH_SKUS")) do skus[#skus + 1] = line end
local hot = os.getenv("BENCH_HOT")
local run = tostring(os.time()) .. tostring({}):sub(8)
local count, step, order, cashier = 0, "order", nil, nil
local json = { ["Content-Type"] = "application/json" }
local signed = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }

function request()
  if step == "order" then
    count = count + 1
    local sku = (hot ~= nil and hot ~= "") and hot or skus[math.random(#skus)]
    signed["Idempotency-Key"] = run .. "o" .. count
    return wrk.format("POST", "/api/v1/orders", signed, '{"lines":[{"skuId":"' .. sku .. '","quantity":1}]}')
  elseif step == "payment" then
    signed["Idempotency-Key"] = run .. "p" .. count
    return wrk.format("POST", "/api/v1/payments", signed, '{"orderIds":["' .. order .. '"]}')
  end
  return wrk.format("POST", cashier, json, '{"decision":"PAY"}')
end

function response(status, headers, body)
  if status >= 300 then
    step = "order"
  elseif step == "order" then
    order = body:match('"id":"([^"]+)"')
    step = "payment"
  elseif step == "payment" then
    cashier = body:match('"cashierUrl":"https?://[^/]+([^"]+)"')
    step = "cashier"
  else
    step = "order"
  end
end
