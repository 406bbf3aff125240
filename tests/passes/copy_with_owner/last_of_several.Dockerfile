# The last command goes with what joins it to the one before.
FROM nginx:1.29
COPY start.sh /app/start.sh
RUN rm -f /etc/nginx/conf.d/default.conf && \
    chown nginx:nginx /app/start.sh
