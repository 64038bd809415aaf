using System.Threading.Channels;

namespace Credentials.Alerting;

/// <summary>Credentials that changed, and whose alerts are to be looked at.</summary>
internal sealed class AlertQueue
{
    private readonly Channel<string> _changed = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>It changed. What is dropped because too much changed at once is found by the regular look.</summary>
    public void Changed(string credentialId) => _changed.Writer.TryWrite(credentialId);

    public ChannelReader<string> Reader => _changed.Reader;
}
