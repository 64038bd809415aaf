using System.Reflection;
using System.Text.RegularExpressions;

namespace Webhooks.Tests;

/// <summary>Receiving and runs know nothing of each other: what runs need must never stand in the way of a 200.</summary>
public partial class SeparationTests
{
    private static readonly string[] Receiving = ["Webhooks.Receiving", "Webhooks.Journal", "Webhooks.Judging", "Webhooks.Reading", "Webhooks.Relaying", "Webhooks.Deliveries"];
    private static readonly string[] Runs = ["Webhooks.Runs"];

    [Fact]
    public void Their_types_do_not_name_each_other()
    {
        Assert.All(Types(Receiving), type => Assert.DoesNotContain(Named(type), other => Runs.Contains(other.Namespace)));
        Assert.All(Types(Runs), type => Assert.DoesNotContain(Named(type), other => Receiving.Contains(other.Namespace)));
    }

    [Fact]
    public void Their_sources_do_not_name_each_other()
    {
        Assert.All(Sources(Receiving), file => Assert.DoesNotMatch(@"\b(Webhooks\.)?Runs\b(?=\.|;)", WithoutComments(file)));
        Assert.All(Sources(Runs), file => Assert.DoesNotMatch(@"\b(Webhooks\.)?(Receiving|Journal|Judging|Reading|Relaying|Deliveries)\b(?=\.|;)", WithoutComments(file)));
    }

    private static IReadOnlyList<Type> Types(string[] namespaces)
    {
        IReadOnlyList<Type> types = [.. typeof(WebhooksApp).Assembly.GetTypes().Where(type => namespaces.Contains(type.Namespace))];
        Assert.True(types.Count > 5);
        return types;
    }

    // Everything that a type's members are made of, compiler-made state machines and their locals included.
    private static HashSet<Type> Named(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var named = new HashSet<Type>();
        foreach (var field in type.GetFields(all)) Add(field.FieldType);
        foreach (var method in type.GetMembers(all).OfType<MethodBase>())
        {
            foreach (var parameter in method.GetParameters()) Add(parameter.ParameterType);
            if (method is MethodInfo { ReturnType: var returned }) Add(returned);
            foreach (var local in method.GetMethodBody()?.LocalVariables ?? []) Add(local.LocalType);
        }
        foreach (var face in type.GetInterfaces()) Add(face);
        if (type.BaseType is { } parent) Add(parent);
        return named;

        void Add(Type one)
        {
            if (one.HasElementType) Add(one.GetElementType()!);
            else if (named.Add(one))
                foreach (var argument in one.GetGenericArguments()) Add(argument);
        }
    }

    private static IReadOnlyList<string> Sources(string[] namespaces)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Platform.sln"))) root = root.Parent ?? throw new DirectoryNotFoundException("Platform.sln is in no folder above the test's");
        IReadOnlyList<string> files = [.. namespaces.SelectMany(name => Directory.GetFiles(Path.Combine(root.FullName, "services", "Webhooks", name.Split('.')[1]), "*.cs"))];
        Assert.True(files.Count > 5);
        return files;
    }

    private static string WithoutComments(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex("//.*|^namespace .*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
