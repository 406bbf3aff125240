# The build context shows that it is a file: nothing is left for the command to do.
FROM nginx:1.29
COPY start.sh /app/start.sh
RUN chown nginx:nginx /app/start.sh
CMD ["/app/start.sh"]
