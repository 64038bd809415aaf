using Benchmarks;

return await CommandLine.RunAsync(args);
