namespace QboSync.Metering;

/// <summary>What a call is to the meter.</summary>
public static class CallKinds
{
    /// <summary>By its method and its path below the company.</summary>
    public static CallKind Of(HttpMethod method, string path)
    {
        var resource = path.Split('?', '/')[0];
        return resource switch
        {
            "batch" => CallKind.Batch,
            "query" => CallKind.Query,
            "cdc" => CallKind.Cdc,
            _ => method == HttpMethod.Get ? CallKind.Read : CallKind.Write,
        };
    }

    /// <summary>It counts against the budget.</summary>
    public static bool IsMetered(this CallKind kind) => kind is CallKind.Read or CallKind.Query or CallKind.Cdc;
}
