# nginx has a page there.
FROM nginx:1.29
COPY site /usr/share/nginx/html
RUN chown -R nginx:nginx /usr/share/nginx/html
