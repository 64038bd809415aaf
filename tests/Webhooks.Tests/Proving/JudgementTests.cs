using Contracts.Proving;
using Webhooks.Proving;

namespace Webhooks.Tests.Proving;

/// <summary>Every cause is told apart, and what is on its way is never called a difference.</summary>
public sealed class JudgementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Recent = Noon.AddMinutes(-15);
    private static readonly OrderFigures Figures = new("1", "processing", "EUR", "2026-11-21", 12.00m, 2.00m, 0);
    private static readonly ShopLine Shop = new("1", Figures, Noon.AddDays(-1));
    private static readonly LedgerPart Receipt = new("SalesReceipt", "7", "WC-1");
    private static readonly LedgerLine Ledger = new() { Key = "1", State = "Synced", WantedModified = Noon.AddDays(-1), WantedSeq = 1, Figures = Figures, Parts = [Receipt] };
    private static readonly StandingLine Standing = new() { Key = "1", Kind = "SalesReceipt", ExternalId = "7", Gross = 12.00m, Tax = 2.00m };

    private static readonly ProofCase Fine = new(Shop, Ledger, [Standing]);

    [Fact]
    public void What_stands_everywhere_as_written_is_fine() => Assert.Empty(Judge(Fine).Differences);

    [Fact]
    public void Every_cause_is_told_apart()
    {
        Expect(Causes.NotAnnounced, null, Fine with { Ledger = null, Standing = [], Known = false });
        Expect(Causes.MissingInLedger, null, Fine with { Ledger = null, Standing = [] });
        Expect(Causes.NotAnnounced, "newer_in_shop", Fine with { Shop = Shop with { Modified = Noon.AddHours(-1) } });
        Expect(Causes.NotAnnounced, "other_in_shop", Fine with { Shop = Shop with { Figures = Figures with { Refunds = 3 } } });
        Expect(Causes.NotAnnounced, "back_in_shop", Fine with { Ledger = Ledger with { Deleted = true } });
        foreach (var state in (string[])["NeedsAttention", "Conflict", "Retrying"]) Expect(Causes.Failed, "closed_period", Fine with { Ledger = Ledger with { State = state, Code = "closed_period" }, Standing = [] });
        Expect(Causes.MissingInTarget, null, Fine with { Standing = [] });
        Expect(Causes.ChangedInTarget, null, Fine with { Standing = [Standing with { Differing = [new("TotalAmt", "12.00", "11.00")] }] });
        Expect(Causes.ChangedInTarget, "voided", Fine with { Standing = [Standing with { Live = false, Differing = [new("Status", "booked", "voided")] }] });
        Expect(Causes.StaleInTarget, null, Fine with { Standing = [Standing with { Stale = true }] });
        Expect(Causes.ChangedInTarget, "newer_version", Fine with { Standing = [Standing with { Newer = true }] });
        Expect(Causes.DoubledInTarget, "marker", Fine with { Standing = [Standing, Standing with { ExternalId = "8", Owner = StandingOwner.Marked }] });
        Expect(Causes.DoubledInTarget, "same_number", Fine with { Standing = [Standing, Standing with { ExternalId = "8", Owner = StandingOwner.SameNumber }] });
        Expect(Causes.UnknownInTarget, null, new ProofCase(null, null, [Standing with { Owner = StandingOwner.Unknown }]));
        Expect(Causes.GoneInShop, "deleted", Fine with { Shop = null });
        Expect(Causes.GoneInShop, "trashed", Fine with { Shop = Shop with { Trashed = true } });
        Expect(Causes.ChangedInTarget, null, new ProofCase(null, Ledger with { Deleted = true }, [Standing with { Differing = [new("deleted_at", "deleted", null)] }]));
    }

    [Fact]
    public void What_is_under_way_is_no_difference()
    {
        foreach (var state in (string[])["Pending", "InProgress", "InDoubt"]) Moving(Fine with { Ledger = Ledger with { State = state }, Standing = [] });
        Moving(Fine with { Ledger = null, Standing = [], Known = false, Shop = Shop with { Modified = Noon.AddMinutes(-1) } });
        Moving(Fine with { Shop = Shop with { Modified = Noon.AddMinutes(-1) } });
        Moving(Fine with { Ledger = null, Standing = [], OnItsWay = true });
        Moving(Fine with { Shop = Shop with { Trashed = true, Modified = Noon.AddMinutes(-1) } });
    }

    [Fact]
    public void What_the_target_leaves_out_by_its_own_decision_is_counted_apart()
    {
        var verdict = Judge(Fine with { Ledger = Ledger with { State = "Skipped", Code = "before_start_date", Parts = [] }, Standing = [] });
        Assert.Equal((false, "before_start_date", 0), (verdict.UnderWay, verdict.LeftOut, verdict.Differences.Count));
        verdict = Judge(Fine with { Shop = Shop with { NotOurs = "staff" }, Ledger = null, Standing = [], Known = false });
        Assert.Equal((false, "staff", 0), (verdict.UnderWay, verdict.LeftOut, verdict.Differences.Count));
    }

    [Fact]
    public void A_voided_copy_and_what_is_deleted_everywhere_are_no_difference()
    {
        Assert.Empty(Judge(Fine with { Standing = [Standing, Standing with { ExternalId = "8", Owner = StandingOwner.Marked, Live = false }] }).Differences);
        Assert.Empty(Judge(new ProofCase(null, Ledger with { Deleted = true }, [Standing with { Live = false }])).Differences);
        Assert.Empty(Judge(new ProofCase(null, Ledger with { Deleted = true, State = "Skipped", Code = "undone", Parts = [] }, [])).Differences);
    }

    [Fact]
    public void Totals_are_exact_and_keep_what_is_left_out_apart()
    {
        var left = Fine with { Ledger = Ledger with { State = "Skipped", Code = "status_cancelled", Parts = [] }, Standing = [] };
        var moving = Fine with { Ledger = Ledger with { State = "Pending" } };
        var totals = new[] { Fine, Fine, left, moving }.Aggregate(new Totals(), (sum, one) => sum.Plus(one, Judge(one)));
        Assert.Equal(new Sums(4, 48.00m, 8.00m, 0), totals.Shop);
        Assert.Equal(new Sums(3, 36.00m, 6.00m, 0), totals.Target);
        Assert.Equal((1, 1, 0), (totals.LeftOut["status_cancelled"].Count, totals.UnderWay.Count, totals.Differences));
    }

    private static Verdict Judge(ProofCase one) => Judgement.Of(one, Recent);

    private static void Expect(string cause, string? code, ProofCase one)
    {
        var found = Assert.Single(Judge(one).Differences);
        Assert.Equal((cause, code), (found.Cause, found.Code));
    }

    private static void Moving(ProofCase one) => Assert.True(Judge(one) is { UnderWay: true, Differences: [] });
}
