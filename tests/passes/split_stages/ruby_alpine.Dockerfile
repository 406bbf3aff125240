# The same on Alpine, with a build context.
# level: 2
FROM ruby:3.4-alpine
RUN apk add --no-cache build-base sqlite-dev tzdata
WORKDIR /app
COPY . .
RUN bundle install
CMD ["ruby", "app.rb"]
