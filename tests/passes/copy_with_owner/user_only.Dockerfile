# Without a group the group stays that of the build context: root.
FROM ruby:3.4
WORKDIR /app
COPY . /app/
RUN chown -R www-data /app
