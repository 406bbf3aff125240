# The address is written down, so the run-time image may give another one; checked against Microsoft's sample only.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0
WORKDIR /app
COPY . .
RUN dotnet publish -c Release -o out
ENV ASPNETCORE_URLS=http://+:5000
EXPOSE 5000
WORKDIR /app/out
ENTRYPOINT ["dotnet", "Shop.dll"]
