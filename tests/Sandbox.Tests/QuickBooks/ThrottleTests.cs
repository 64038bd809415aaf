using System.Net;
using System.Text;

namespace Sandbox.Tests.QuickBooks;

public sealed class ThrottleTests
{
    [Fact]
    public async Task Requests_beyond_the_minute_answer_429_until_it_has_passed()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("throttle", """{"requestsPerMinute":2}""");
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
        var (status, body) = await company.Post("customer", Bodies.Customer("Jane"));
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(("3001", "SERVICE"), (CompanyHost.Error(body).Code, (string?)body["Fault"]!["type"]));
        company.Clock.Move(TimeSpan.FromSeconds(60));
        Assert.Empty(await company.Ids("Customer", ""));
    }

    [Fact]
    public async Task Batches_have_a_limit_of_their_own()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("throttle", """{"batchesPerMinute":1,"retryAfterSeconds":60}""");
        const string batch = """{"BatchItemRequest":[{"bId":"1","Query":"select * from Item"}]}""";
        Assert.Equal(HttpStatusCode.OK, (await company.Post("batch", batch)).Status);
        using var request = company.Api(HttpMethod.Post, "batch");
        request.Content = new StringContent(batch, Encoding.UTF8, "application/json");
        using var reply = await company.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(60), reply.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
    }

    [Fact]
    public async Task Requests_at_the_same_time_are_limited()
    {
        await using var company = await CompanyHost.Start();
        await company.Control("throttle", """{"concurrent":1}""");
        var body = new SlowBody("""{"DisplayName":"Jane"}""");
        using var slow = company.Api(HttpMethod.Post, "customer");
        slow.Content = body;
        var first = company.Send(slow);
        await body.Started;
        // The first request holds its place from the moment its headers are in.
        var status = HttpStatusCode.OK;
        while (status == HttpStatusCode.OK) (status, _) = await company.Get("item/1");
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        body.Finish();
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        Assert.Equal(HttpStatusCode.OK, (await company.Get("item/1")).Status);
    }

    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] _bytes;
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(string json)
        {
            _bytes = Encoding.UTF8.GetBytes(json);
            Headers.ContentType = new("application/json");
        }

        public Task Started => _started.Task;

        public void Finish() => _finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(_bytes.AsMemory(0, 1));
            await stream.FlushAsync();
            _started.SetResult();
            await _finish.Task;
            await stream.WriteAsync(_bytes.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes.Length;
            return true;
        }
    }
}
