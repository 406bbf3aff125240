# Only the command goes, not its RUN.
FROM nginx:1.29
COPY start.sh /app/start.sh
RUN echo "started" > /started \
    && chown nginx:nginx /app/start.sh \
    && rm -f /etc/nginx/conf.d/default.conf
