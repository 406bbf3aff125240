require 'rack'
require 'webrick'

server = WEBrick::HTTPServer.new(Port: 9292, AccessLog: [])
server.mount_proc('/') do |request, response|
  response.body = "#{request.path.reverse} #{Rack::Utils.escape_html('<rack>')}\n"
end
trap('TERM') { server.shutdown }
server.start
