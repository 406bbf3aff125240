# A mirror holds the same images; its prefix stays.
# level: 2
FROM public.ecr.aws/docker/library/ruby:3.4
COPY . /app
CMD ["ruby", "/app/main.rb"]
