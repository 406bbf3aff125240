# The comment would stand above another instruction.
FROM nginx:1.29
COPY start.sh /app/start.sh
# nginx runs it
RUN chown nginx:nginx /app/start.sh
