namespace Sandbox.WooCommerce.Selling;

/// <summary>
/// One request to the shop, as PHP has it: its time, and the events it raised. They are queued when it ends; the same event for the same
/// resource counts once (facts of WooCommerce: <c>processed</c>).
/// </summary>
internal sealed class Change(DateTimeOffset at)
{
    private readonly List<(string Topic, long Id)> _raised = [];

    public DateTimeOffset At => at;

    public IReadOnlyList<(string Topic, long Id)> Raised => _raised;

    public void Raise(string topic, long id)
    {
        if (!_raised.Contains((topic, id))) _raised.Add((topic, id));
    }
}
