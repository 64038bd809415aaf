using Syncing.Working;

namespace QboSync.Mapping;

/// <summary>A company that cannot be asked, as an HTTP answer.</summary>
public static class FaultAnswer
{
    /// <summary>503 for what may pass or waits for a new connection, 502 for what QuickBooks refused; <c>code</c> names the cause.</summary>
    public static IResult Of(Fault fault) => Results.Problem(fault.Message, title: "QuickBooks could not be asked",
        statusCode: fault.Kind is FaultKind.Transient or FaultKind.Throttled or FaultKind.Unauthorised ? 503 : 502,
        extensions: new Dictionary<string, object?> { ["code"] = fault.Code });
}
