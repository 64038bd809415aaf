using System.Globalization;

namespace Webhooks.Proving;

/// <summary>Settings under <c>Proof</c>.</summary>
public sealed class ProofOptions
{
    /// <summary>At which hour of the shop a proof is made each night, <c>HH:mm</c>; empty for never.</summary>
    public string NightlyAt { get; set; } = "04:30";

    /// <summary>How many days back, yesterday included, a nightly proof goes.</summary>
    public int Days { get; set; } = 35;

    /// <summary>What was changed in the shop within this many minutes may still be on its way and is no difference.</summary>
    public int GraceMinutes { get; set; } = 15;

    /// <summary>How many days results are kept.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary><see cref="NightlyAt"/>; null for never.</summary>
    public TimeOnly? Nightly => NightlyAt.Length == 0 ? null : TimeOnly.ParseExact(NightlyAt, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary><see cref="NightlyAt"/> can be read.</summary>
    public bool IsNightlyReadable => NightlyAt.Length == 0 || TimeOnly.TryParseExact(NightlyAt, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
