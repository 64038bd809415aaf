using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Comparing;

/// <summary>Group commit in a SQLite file, WAL, <c>synchronous=FULL</c>, one prepared statement, the journal's columns and indexes.</summary>
internal sealed class BareJournal : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, store_id TEXT NOT NULL, tenant_id TEXT NOT NULL,
            received_at INTEGER NOT NULL, topic TEXT, signature TEXT, webhook_id INTEGER, delivery_id TEXT, source TEXT, headers TEXT NOT NULL,
            body BLOB NOT NULL, duplicate_key TEXT, repeats INTEGER NOT NULL, state TEXT NOT NULL, sync_id TEXT NOT NULL, due_at INTEGER);
        CREATE UNIQUE INDEX ix_duplicate_key ON deliveries (duplicate_key);
        CREATE INDEX ix_state_due_at ON deliveries (state, due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX ix_record ON deliveries (store_id, topic, webhook_id);
        CREATE INDEX ix_sync_id ON deliveries (sync_id);
        """;

    private const string Insert = """
        INSERT INTO deliveries (kind, store_id, tenant_id, received_at, topic, signature, webhook_id, delivery_id, source, headers, body, duplicate_key, repeats, state, sync_id, due_at)
        VALUES ('Webhook', 'shop', 'default-tenant', $at, $topic, $signature, 2, $delivery, $source, $headers, $body, $key, 0, 'Received', $run, $at) RETURNING id;
        """;

    private readonly SqliteConnection _connection;
    private readonly Channel<(BareRow Row, TaskCompletionSource<long> Done)> _rows = Channel.CreateUnbounded<(BareRow, TaskCompletionSource<long>)>(new() { SingleReader = true });
    private readonly Task _writing;

    public BareJournal(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
        _connection.Open();
        using var schema = _connection.CreateCommand();
        schema.CommandText = Schema;
        schema.ExecuteNonQuery();
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>The row's id, once it is on disk.</summary>
    public Task<long> WriteAsync(BareRow row)
    {
        var done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        _rows.Writer.TryWrite((row, done));
        return done.Task;
    }

    public void Dispose()
    {
        _rows.Writer.Complete();
        _writing.Wait();
        _connection.Dispose();
    }

    private async Task WriteAllAsync()
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = Insert;
        foreach (var name in (string[])["$at", "$topic", "$signature", "$delivery", "$source", "$headers", "$body", "$key", "$run"]) insert.Parameters.AddWithValue(name, "");
        var written = new List<(long Id, TaskCompletionSource<long> Done)>();
        while (await _rows.Reader.WaitToReadAsync())
        {
            written.Clear();
            using (var transaction = _connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                while (written.Count < 256 && _rows.Reader.TryRead(out var next))
                {
                    object[] values = [TimeProvider.System.GetUtcNow().UtcTicks, next.Row.Topic, next.Row.Signature, next.Row.DeliveryId, next.Row.Source, next.Row.Headers, next.Row.Body, next.Row.DuplicateKey, Guid.NewGuid().ToString()];
                    for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i];
                    written.Add(((long)insert.ExecuteScalar()!, next.Done));
                }
                transaction.Commit();
            }
            foreach (var (id, done) in written) done.TrySetResult(id);
        }
    }
}
