# The cache may lie in the home directory of either user.
FROM example/node
RUN sudo npm install -g serve
