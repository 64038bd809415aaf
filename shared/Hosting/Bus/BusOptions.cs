using System.Globalization;

namespace Hosting.Bus;

/// <summary>Settings under <c>Bus</c>.</summary>
public sealed class BusOptions
{
    /// <summary><c>InMemory</c> (everything in one process) or <c>RabbitMq</c>.</summary>
    public string Transport { get; set; } = InMemory;

    /// <summary>The broker.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();

    /// <summary>Whether messages pass through a broker.</summary>
    public bool UsesRabbitMq => string.Equals(Transport, RabbitMqTransport, StringComparison.OrdinalIgnoreCase);

    internal const string InMemory = "InMemory";
    internal const string RabbitMqTransport = "RabbitMq";

    internal bool UsesInMemory => string.Equals(Transport, InMemory, StringComparison.OrdinalIgnoreCase);

    internal bool IsKnown => UsesRabbitMq || UsesInMemory;
}

/// <summary>Settings under <c>Bus:RabbitMq</c>.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>A host, or the nodes of a cluster as <c>host:port,host:port</c>.</summary>
    public string Host { get; set; } = "localhost";

    /// <summary>AMQP port, where <see cref="Host"/> does not say one.</summary>
    public ushort Port { get; set; } = 5672;

    /// <summary>Virtual host.</summary>
    public string VirtualHost { get; set; } = "/";

    /// <summary>User name.</summary>
    public string Username { get; set; } = "guest";

    /// <summary>Password.</summary>
    public string Password { get; set; } = "guest";

    internal IReadOnlyList<string> Nodes() =>
        Host.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static bool IsNode(string node) =>
        node.Split(':') is [{ Length: > 0 } host, .. var port] && !host.Any(letter => letter is '/' or '@' || char.IsWhiteSpace(letter))
        && (port is [] || (port is [var digits] && ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0));
}
