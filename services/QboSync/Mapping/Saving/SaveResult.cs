using QboSync.Mapping.Fields;

namespace QboSync.Mapping.Saving;

/// <summary>What came of saving a mapping.</summary>
/// <param name="Errors">Fields that are wrong; nothing was saved.</param>
/// <param name="Stale">The mapping was changed meanwhile; nothing was saved.</param>
/// <param name="Clash">Two stores would write the same numbers; nothing was saved.</param>
/// <param name="Requeued">Records that stood still for the mapping and are tried again.</param>
internal sealed record SaveResult(IReadOnlyList<FieldError> Errors, bool Stale = false, PrefixClash? Clash = null, int Requeued = 0)
{
    public static readonly SaveResult Late = new([], Stale: true);

    public static SaveResult Wrong(IReadOnlyList<FieldError> errors) => new(errors);
}
