namespace Sandbox.QuickBooks.Faults;

/// <summary>A refusal as QuickBooks words it; becomes the Fault of a reply or of one item of a batch.</summary>
internal sealed class QuickBooksFault(string code, string message, string detail, string element = "", int status = 400, string type = "ValidationFault")
    : Exception($"{code}: {detail}")
{
    public string Code { get; } = code;

    public string Text { get; } = message;

    public string Detail { get; } = detail;

    /// <summary>The property the fault is about, or empty.</summary>
    public string Element { get; } = element;

    public int Status { get; } = status;

    public string Type { get; } = type;
}
