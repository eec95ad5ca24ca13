-- What a person does in Neovim: one of the steps below, by its name, and what was seen as JSON.
-- Run by inNeovim.ts with the set-up of docs/editors.md, in a folder with a.flow.json. $FLOW_LENS_STEP names the step, $FLOW_LENS_SEEN the file.

-- Milliseconds. A slow machine needs long to start a server, and whoever runs this ends it anyway.
local longest = 60000

-- Goes on when this holds, and lets Neovim do its work meanwhile: a step is a coroutine.
local function wait_for(what, condition)
  local began = vim.loop.now()
  while true do
    local value = condition()
    if value then return value end
    if vim.loop.now() - began > longest then error('waited in vain for ' .. what) end
    coroutine.yield()
  end
end

local function edit(name)
  vim.cmd('edit ' .. name)
  wait_for('the server', function() return vim.lsp.buf_get_clients(0)[1] end)
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n') end

-- Puts the cursor on the first letter of the first place where these words stand.
local function go_to(words)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  if vim.fn.search('\\V' .. words, 'c') == 0 then error('there is no ' .. words) end
end

local function codes()
  local found = vim.tbl_map(function(each) return each.user_data.lsp.code end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

local function wait_for_codes(wanted)
  wait_for('the findings ' .. vim.inspect(wanted), function() return vim.deep_equal(codes(), wanted) end)
end

local function messages() return vim.fn.execute('messages') end

-- The number before an answer in a list of them: `2. Cancel` in the questions of servers, `1: Run "get-order"` in Neovim's own.
local function number_of(answer, lines)
  for _, line in ipairs(lines) do
    local number, words = line:match('^(%d+)[.:] (.*)$')
    if words == answer then return number end
  end
end

-- Types the number of each of these answers when Neovim waits for it, and gives the lines of what it asked.
local function answering(answers)
  local asked = {}
  local answered = 0
  local inputlist = vim.fn.inputlist
  vim.fn.inputlist = function(lines)
    table.insert(asked, lines)
    return inputlist(lines)
  end
  vim.loop.new_timer():start(0, 10, function()
    if #asked > answered and vim.api.nvim_get_mode().blocking then
      answered = #asked
      -- Nothing is a no.
      vim.api.nvim_input((number_of(answers[answered], asked[answered]) or '') .. '<CR>')
    end
  end)
  return asked
end

local function run_node()
  local arguments = { vim.uri_from_bufnr(0), 'get-order' }
  vim.lsp.buf.execute_command({ command = 'flowLens.server.runNode', arguments = arguments })
end

local steps = {}

function steps.diagnostics()
  edit('a.flow.json')
  wait_for_codes({ 'missing-default-response', 'unknown-target' })
  local first = codes()
  vim.cmd('%s/"nowhere"/"done"/')
  wait_for_codes({ 'missing-default-response' })
  return { first = first, filetype = vim.bo.filetype }
end

-- What git does in another window.
function steps.changed_on_disk()
  edit('a.flow.json')
  wait_for_codes({ 'undefined-environment-value' })
  vim.fn.writefile({ '{ "dev": { "ordersApi": "http://127.0.0.1:9" } }' }, 'http-client.env.json')
  go_to('"Done"')
  vim.cmd('normal! aWell d')
  wait_for_codes({})
  return { codes = codes() }
end

function steps.code_action()
  edit('a.flow.json')
  wait_for_codes({ 'unknown-target' })
  go_to('not-fount')
  local asked = answering({ 'Lead to "not-found"' })
  vim.lsp.buf.code_action()
  wait_for('the mended text', function() return text():find('"404": "not-found"', 1, true) end)
  wait_for_codes({})
  return { asked = asked, text = text() }
end

-- Once more where Neovim has dropped the answer, as it does when anything else comes between.
function steps.completion()
  edit('a.flow.json')
  go_to('"text-display"')
  vim.api.nvim_input('ci"')
  wait_for('insert mode', function() return vim.api.nvim_get_mode().mode == 'i' end)
  local asked = 0
  local items = wait_for('the completions', function()
    if vim.loop.now() - asked > 2000 then
      asked = vim.loop.now()
      vim.api.nvim_input('<C-x><C-o>')
    end
    local found = vim.fn.complete_info({ 'items' }).items
    return #found > 0 and found
  end)
  return { words = vim.tbl_map(function(item) return item.word end, items) }
end

function steps.run()
  edit('a.flow.json')
  local asked = answering({ 'Send POST' })
  run_node()
  wait_for('the result', function() return messages():find('→', 1, true) end)
  vim.lsp.codelens.refresh()
  local title = wait_for('the lens', function()
    local lens = vim.lsp.codelens.get(0)[1]
    return lens and lens.command and lens.command.title
  end)
  wait_for('the finding of the run', function() return vim.tbl_contains(codes(), 'observed-status-unmapped') end)
  return { asked = asked, messages = messages(), lens = title }
end

function steps.refuse()
  edit('a.flow.json')
  local asked = answering({ 'Cancel' })
  run_node()
  wait_for('the refusal', function() return messages():find('Nothing was sent', 1, true) end)
  return { asked = asked, messages = messages() }
end

function steps.run_by_action()
  edit('a.flow.json')
  go_to('"404"')
  local asked = answering({ 'Run "get-order"', 'Send POST' })
  vim.lsp.buf.code_action()
  wait_for('the result', function() return messages():find('→', 1, true) end)
  return { asked = asked, messages = messages() }
end

function steps.rename()
  edit('a.flow.json')
  wait_for_codes({})
  go_to('sorry')
  vim.lsp.buf.rename('apology')
  wait_for('the new name', function() return text():find('apology', 1, true) end)
  wait_for_codes({})
  return { text = text() }
end

local step = coroutine.create(function()
  local ok, seen = xpcall(steps[vim.env.FLOW_LENS_STEP], debug.traceback)
  local result = ok and seen or { error = seen .. '\n' .. messages() }
  vim.fn.writefile({ vim.json.encode(result) }, vim.env.FLOW_LENS_SEEN)
  vim.cmd('qall!')
end)
vim.loop.new_timer():start(0, 10, vim.schedule_wrap(function()
  if coroutine.status(step) == 'suspended' then coroutine.resume(step) end
end))
