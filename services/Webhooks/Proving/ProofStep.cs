namespace Webhooks.Proving;

/// <summary>One thing that a proof reads, and at last the judging.</summary>
/// <param name="Kind">What is read.</param>
/// <param name="Entity">Of which entity; empty for the judging.</param>
/// <param name="Target">Of which target; empty for the shop and the judging.</param>
public sealed record ProofStep(ProofStepKind Kind, string Entity = "", string Target = "")
{
    /// <summary>The steps of a proof in their order.</summary>
    public static IReadOnlyList<ProofStep> Of(Proof proof) =>
    [
        .. proof.EntityList.Select(entity => new ProofStep(ProofStepKind.Shop, entity)),
        .. from target in proof.TargetList
           from entity in proof.EntityList
           from kind in (ProofStepKind[])[ProofStepKind.Ledger, ProofStepKind.Standing]
           select new ProofStep(kind, entity, target),
        new(ProofStepKind.Judging),
    ];

    /// <summary>What is being done, in words.</summary>
    public string Doing => Kind switch
    {
        ProofStepKind.Shop => $"reading {Entity} of the shop",
        ProofStepKind.Ledger => $"reading {Entity} of the {Target} ledger",
        ProofStepKind.Standing => $"reading {Entity} in {Target}",
        _ => "comparing",
    };
}

/// <summary>What a step reads.</summary>
public enum ProofStepKind
{
    /// <summary>The shop's list.</summary>
    Shop,

    /// <summary>A target's ledger.</summary>
    Ledger,

    /// <summary>What stands in the target.</summary>
    Standing,

    /// <summary>Nothing: what was read is compared, and what differs is looked at once more.</summary>
    Judging,
}
