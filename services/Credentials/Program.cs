using Credentials;

await CredentialsApp.Build(args).RunAsync();
