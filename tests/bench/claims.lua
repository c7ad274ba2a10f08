-- wrk -s claims.lua URL -- LINES: sends each form of the file once.
local forms = {}
local nth = -1 -- wrk asks once before it begins, to see whether we answer
local answered = 0

function init(args)
	for line in io.lines(args[1]) do
		local cookie, path, body = line:match("^(.-)\t(.-)\t(.*)$")
		forms[#forms + 1] = wrk.format("POST", path, {
			["Cookie"] = cookie,
			["Content-Type"] = "application/x-www-form-urlencoded",
		}, body)
	end
end

function request()
	nth = nth + 1
	return forms[nth] or wrk.format("GET", "/livez")
end

function response()
	answered = answered + 1
	if answered >= #forms then
		wrk.thread:stop()
	end
end
