# Gems may be compiled.
# level: 2
FROM ruby:3.4
COPY Gemfile ./
RUN bundle install
CMD ["ruby", "main.rb"]
