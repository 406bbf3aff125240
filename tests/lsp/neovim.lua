-- Neovim as a user of `dfopt lsp`: diagnostics come, a quick fix is made, and saving formats.
--
--   DFOPT=target/debug/dfopt nvim --headless -u NONE -i NONE -c 'luafile tests/lsp/neovim.lua' Dockerfile
--
-- Runs under Neovim 0.7 and later; ends with an error if anything is not as it should be.

local function wait(what, ready)
  assert(vim.wait(20000, ready, 10), 'waited in vain for ' .. what)
end

local function format()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync(nil, 20000)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
end

local function converse()
  local id = vim.lsp.start_client({
    name = 'dfopt',
    cmd = { vim.env.DFOPT, 'lsp', '--no-config', '--only', 'drop-apt-lists,pip-no-cache-dir' },
    root_dir = vim.fn.getcwd(),
  })
  assert(id, 'the server does not start')
  vim.lsp.buf_attach_client(0, id)
  wait('two diagnostics', function() return #vim.diagnostic.get(0) == 2 end)

  -- The quick fix of the last line.
  local last = vim.api.nvim_buf_line_count(0) - 1
  local place = { line = last, character = 2 }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = place, ['end'] = place },
    context = { diagnostics = {}, only = { 'quickfix' } },
  }, 20000)
  local action = answers[id].result[1]
  assert(action.title == 'dfopt: add `--no-cache-dir`', action.title)
  vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
  assert(text():find('pip install --no-cache-dir build', 1, true), text())
  assert(not text():find('/var/lib/apt/lists', 1, true), text())
  wait('one diagnostic', function() return #vim.diagnostic.get(0) == 1 end)

  -- Saving formats.
  vim.api.nvim_create_autocmd('BufWritePre', { buffer = 0, callback = format })
  vim.cmd('write')
  assert(text():find('&& rm -rf /var/lib/apt/lists/*', 1, true), text())
  wait('no diagnostic', function() return #vim.diagnostic.get(0) == 0 end)
end

local ok, problem = pcall(converse)
if not ok then
  io.stderr:write(tostring(problem) .. '\n')
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
