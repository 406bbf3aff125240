# `dotnet run` compiles.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0
COPY . .
CMD ["dotnet", "run"]
