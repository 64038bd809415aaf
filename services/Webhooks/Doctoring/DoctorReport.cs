namespace Webhooks.Doctoring;

/// <summary>What a visit to a shop found and did.</summary>
/// <param name="StoreId">Id of the credential.</param>
/// <param name="Ok">Nothing is found that keeps records from arriving.</param>
/// <param name="StoreUrl">The credential's address.</param>
/// <param name="DeliveryUrl">Where the webhooks should deliver to; null where that is not known.</param>
/// <param name="LookedAt">When.</param>
/// <param name="ReactivatedAt">When a webhook was last switched on again by the watch.</param>
/// <param name="Topics">Each topic.</param>
/// <param name="Findings">What a person should know, worst first.</param>
/// <param name="Runs">Runs that were started to read what was not announced.</param>
public sealed record DoctorReport(
    string StoreId, bool Ok, string StoreUrl, string? DeliveryUrl, DateTimeOffset LookedAt, DateTimeOffset? ReactivatedAt,
    IReadOnlyList<TopicLine> Topics, IReadOnlyList<Finding> Findings, IReadOnlyList<Guid> Runs);

/// <summary>One topic of a report.</summary>
/// <param name="Topic">Such as <c>order.updated</c>.</param>
/// <param name="State"><c>active</c>, <c>paused</c>, <c>disabled</c>, <c>missing</c>; <c>unknown</c> where the shop could not be asked.</param>
/// <param name="Id">The webhook's id in the shop.</param>
/// <param name="Address">Where it delivers to.</param>
/// <param name="Action"><c>created</c>, <c>activated</c>, <c>corrected</c> or <c>none</c>.</param>
public sealed record TopicLine(string Topic, string State, long? Id, string? Address, string Action);
