-- Asks for BENCH_PATH with another of BENCH_IDS in place of %s each time, as BENCH_TOKEN.
local ids = {}
for line in io.lines(os.getenv("BENCH_IDS")) do ids[#ids + 1] = line end
local path = os.getenv("BENCH_PATH")
local headers = { ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
local count = 0

function request()
  count = count + 1
  return wrk.format("GET", path:format(ids[count % #ids + 1]), headers)
end
