using Credentials;
using Credentials.Importing;

if (await Commands.RunAsync(args, Console.Out) is { } exitCode) return exitCode;
await CredentialsApp.Build(args).RunAsync();
return 0;
