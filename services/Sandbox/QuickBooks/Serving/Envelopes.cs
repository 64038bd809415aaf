using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Faults;

namespace Sandbox.QuickBooks.Serving;

/// <summary>The bodies around faults: the API's own, and the gateway's, which is lower case and has its time as a number.</summary>
internal static class Envelopes
{
    public static JsonObject Fault(QuickBooksFault fault) => new()
    {
        ["Error"] = new JsonArray(new JsonObject { ["Message"] = fault.Text, ["Detail"] = fault.Detail, ["code"] = fault.Code, ["element"] = fault.Element }),
        ["type"] = fault.Type,
    };

    public static Reply Fault(QuickBooksFault fault, string time, bool answers200 = false) =>
        new(answers200 ? 200 : fault.Status, new JsonObject { ["Fault"] = Fault(fault), ["time"] = time });

    public static Reply TokenRefused(DateTimeOffset now, string detail) => Gateway(401, "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail, "3200", "AUTHENTICATION", now);

    public static Reply NotAuthorized(DateTimeOffset now) => Gateway(403, "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403", "", "3100", "SERVICE", now);

    private static Reply Gateway(int status, string message, string detail, string code, string type, DateTimeOffset now) => new(status, new JsonObject
    {
        ["warnings"] = null, ["intuitObject"] = null,
        ["fault"] = new JsonObject { ["error"] = new JsonArray(new JsonObject { ["message"] = message, ["detail"] = detail, ["code"] = code, ["element"] = null }), ["type"] = type },
        ["report"] = null, ["queryResponse"] = null, ["batchItemResponse"] = new JsonArray(), ["attachableResponse"] = new JsonArray(), ["syncErrorResponse"] = null,
        ["requestId"] = null, ["time"] = now.ToUnixTimeMilliseconds(), ["status"] = null, ["cdcresponse"] = new JsonArray(),
    });
}
