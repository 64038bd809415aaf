using Contracts;
using Webhooks.Judging;

namespace Webhooks.Tests.Judging;

public class GateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    // known second, deleted | incoming second, content, deleted, read | verdict
    [InlineData(0, false, 1, "other", false, false, Gate.Verdict.New)]
    [InlineData(0, false, 1, "same", false, false, Gate.Verdict.New)]
    [InlineData(0, false, 1, "same", false, true, Gate.Verdict.New)]
    [InlineData(0, false, -1, "other", false, false, Gate.Verdict.Stale)]
    [InlineData(0, false, -1, "same", false, false, Gate.Verdict.Stale)]
    [InlineData(0, false, -1, "other", false, true, Gate.Verdict.Stale)]
    [InlineData(0, false, 0, "same", false, false, Gate.Verdict.Unchanged)]
    [InlineData(0, false, 0, "same", false, true, Gate.Verdict.Unchanged)]
    [InlineData(0, false, 0, "other", false, false, Gate.Verdict.Tie)]
    [InlineData(0, false, 0, "other", false, true, Gate.Verdict.New)]
    [InlineData(0, false, 0, "same", true, true, Gate.Verdict.New)]
    [InlineData(0, false, 1, "same", true, true, Gate.Verdict.New)]
    [InlineData(0, true, 0, "same", true, true, Gate.Verdict.Unchanged)]
    [InlineData(0, true, 0, "same", false, false, Gate.Verdict.Tie)]
    [InlineData(0, true, 0, "same", false, true, Gate.Verdict.New)]
    [InlineData(0, true, -1, "same", false, false, Gate.Verdict.Stale)]
    [InlineData(0, true, 5, "other", false, false, Gate.Verdict.Tie)] // what is known to be deleted comes back on the shop's word alone
    [InlineData(0, true, 5, "other", false, true, Gate.Verdict.New)]
    [InlineData(null, false, null, "same", false, false, Gate.Verdict.Unchanged)]
    [InlineData(null, false, null, "other", false, false, Gate.Verdict.Tie)]
    [InlineData(null, false, null, "other", false, true, Gate.Verdict.New)]
    [InlineData(null, false, 0, "same", false, false, Gate.Verdict.New)]
    [InlineData(0, false, null, "other", false, false, Gate.Verdict.Stale)]
    [InlineData(0, false, null, "same", false, true, Gate.Verdict.Stale)]
    public void Compared(int? known, bool knownDeleted, int? incoming, string content, bool deleted, bool read, Gate.Verdict expected)
    {
        var (verdict, version) = Gate.Judge(new(new(At(known), 7), "same", knownDeleted), new(At(incoming), content, deleted, read));
        Assert.Equal(expected, verdict);
        Assert.Equal(expected == Gate.Verdict.New ? new RecordVersion(At(incoming), 8) : new RecordVersion(At(known), 7), version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void What_is_not_known_is_the_first(int? second) =>
        Assert.Equal((Gate.Verdict.New, new RecordVersion(At(second), 1)), Gate.Judge(null, new(At(second), "any", false, false)));

    [Fact]
    public void A_new_version_is_newer_than_the_known_one_in_the_targets_eyes()
    {
        DateTimeOffset?[] dates = [null, Noon, Noon.AddSeconds(1)];
        var cases = from known in dates from incoming in dates from read in (bool[])[true, false] from hash in (string[])["same", "other"] select (known, incoming, read, hash);
        Assert.All(cases, one =>
        {
            var (verdict, version) = Gate.Judge(new(new(one.known, 3), "same", false), new(one.incoming, one.hash, false, one.read));
            Assert.Equal(verdict == Gate.Verdict.New, version > new RecordVersion(one.known, 3));
        });
    }

    private static DateTimeOffset? At(int? second) => second is { } at ? Noon.AddSeconds(at) : null;
}
