using Credentials.Fields;
using Credentials.Storing;

namespace Credentials.Entering;

/// <summary>The fields of a credential between the JSON and the row: three have a column of their own, the others are sealed together.</summary>
internal static class FieldColumns
{
    public static Dictionary<string, string> Get(Vault vault, IntegrationCredential row)
    {
        var fields = new Dictionary<string, string>(vault.Secrets(row));
        Add(FieldNames.StoreUrl, row.StoreUrl);
        Add(FieldNames.RealmId, row.RealmId);
        Add(FieldNames.ProjectUrl, row.ProjectUrl);
        return fields;

        void Add(string name, string? value)
        {
            if (value is not null) fields[name] = value;
        }
    }

    public static void Put(Vault vault, IntegrationCredential row, IReadOnlyDictionary<string, string> fields)
    {
        row.StoreUrl = fields.GetValueOrDefault(FieldNames.StoreUrl);
        row.RealmId = fields.GetValueOrDefault(FieldNames.RealmId);
        row.ProjectUrl = fields.GetValueOrDefault(FieldNames.ProjectUrl);
        vault.PutSecrets(row, fields
            .Where(field => field.Key is not (FieldNames.StoreUrl or FieldNames.RealmId or FieldNames.ProjectUrl))
            .ToDictionary());
    }
}
