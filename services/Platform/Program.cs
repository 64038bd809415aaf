if (await Webhooks.Resyncing.ResyncCommand.RunAsync(args, Console.Out, Console.Error) is { } exitCode) return exitCode;
return await Platform.PlatformApp.RunAsync(args);
