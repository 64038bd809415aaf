// Scaffolds a migration for both providers: dotnet run --project tools/Migrations -- NAME PROJECT-FOLDER [CONTEXT]
// PROJECT-FOLDER is a service that has been built (Debug). Every DbContext in it named Sqlite... or SqlServer... gets the migration
// NAME, unless its model did not change; CONTEXT, a part of the type's name, picks some. Files land in PROJECT-FOLDER/Migrations.
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

if (args is not [var name, var folder, .. var rest])
{
    Console.Error.WriteLine("usage: dotnet run --project tools/Migrations -- NAME PROJECT-FOLDER [CONTEXT]");
    return 2;
}

folder = Path.GetFullPath(folder);
var project = Path.GetFileName(folder);
var output = Path.Combine(folder, "bin", "Debug", "net10.0");
AssemblyLoadContext.Default.Resolving += (loader, wanted) =>
    Path.Combine(output, wanted.Name + ".dll") is var file && File.Exists(file) ? loader.LoadFromAssemblyPath(file) : null;
var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(output, project + ".dll"));

foreach (var type in assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(DbContext))))
{
    var provider = type.Name.StartsWith("SqlServer", StringComparison.Ordinal) ? "SqlServer" : type.Name.StartsWith("Sqlite", StringComparison.Ordinal) ? "Sqlite" : null;
    if (provider is null || rest is [var pick] && !type.Name.Contains(pick, StringComparison.Ordinal)) continue;

    // In a context of its own: the question uses the snapshot up, and a migration scaffolded after it would create every table anew (dotnet/efcore#36016).
    using (var asked = Create(type, provider))
    {
        if (!asked.Database.HasPendingModelChanges())
        {
            Console.WriteLine($"{type.Name}: no change");
            continue;
        }
    }
    using var context = Create(type, provider);
    var reporter = new OperationReporter(new OperationReportHandler());
    var services = new DesignTimeServicesBuilder(assembly, assembly, reporter, []).Build(context);
    using var scope = services.CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var short_ = type.Name[provider.Length..];
    var ns = $"{type.Namespace}.Migrations.{short_}{provider}";
    var migration = scaffolder.ScaffoldMigration(name, ns, subNamespace: null, language: "C#");
    var files = scaffolder.Save(folder, migration, Path.Combine(folder, "Migrations", short_ + provider), dryRun: false);
    Console.WriteLine($"{type.Name}: {Path.GetRelativePath(folder, files.MigrationFile!)}");
}
return 0;

static DbContext Create(Type type, string provider)
{
    var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
    if (provider == "Sqlite") builder.UseSqlite("Data Source=:memory:");
    else builder.UseSqlServer("Server=.");
    return (DbContext)Activator.CreateInstance(type, builder.Options)!;
}
