-- One order of one unit a request, each with a key of its own; of BENCH_HOT, or spread over all of BENCH_SKUS.
local skus = {}
for line in io.lines(os.getenv("BENCH_SKUS")) do skus[#skus + 1] = line end
local hot = os.getenv("BENCH_HOT")
local run = tostring(os.time()) .. tostring({}):sub(8)
local count = 0
local headers = {
  ["Content-Type"] = "application/json",
  ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN"),
}

function request()
  count = count + 1
  local sku = (hot ~= nil and hot ~= "") and hot or skus[count % #skus + 1]
  headers["Idempotency-Key"] = run .. count
  return wrk.format("POST", "/api/v1/orders", headers, '{"lines":[{"skuId":"' .. sku .. '","quantity":1}]}')
end
