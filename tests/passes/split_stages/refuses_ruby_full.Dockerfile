# The full image has compilers and libraries of its own, and gems may link to any of them.
# level: 2
FROM ruby:3.4
RUN apt-get update && apt-get install -y build-essential
WORKDIR /app
COPY . .
RUN bundle install
CMD ["ruby", "app.rb"]
