using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Woo.Reading;

/// <summary>
/// Keeps to the shop's number of requests at once, gives every attempt its time, and repeats reads that failed for a moment: 429, 5xx, no
/// connection, no answer. Changes come along here too, and are never repeated.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>A page of 100 orders is about 400 kB; what is far beyond any page is not an answer.</summary>
    private const long LongestBody = 64 * 1024 * 1024;

    private static readonly ResiliencePropertyKey<WooRepeat> Allowed = new("woo-repeat");

    private readonly ResiliencePipeline<HttpResponseMessage> _retry;
    private readonly ResiliencePipeline<HttpResponseMessage> _timeout;

    public RetryHandler(TimeProvider clock, IOptions<WooHttpOptions> options)
    {
        var settings = options.Value;
        _timeout = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddTimeout(settings.Timeout).Build();
        _retry = ResiliencePipeline<HttpResponseMessage>.Empty;
        if (settings.Retries == 0) return;
        _retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = settings.Retries,
            Delay = settings.FirstDelay,
            MaxDelay = settings.LongestDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = args => ValueTask.FromResult(
                IsPassing(args.Outcome, args.Context.Properties.GetValue(Allowed, WooRepeat.Nothing)) && !(Asked(args.Outcome, clock) > settings.LongestDelay)),
            DelayGenerator = args => ValueTask.FromResult(Asked(args.Outcome, clock)),
            OnRetry = args =>
            {
                args.Outcome.Result?.Dispose();
                return default;
            },
        }).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var woo = WooRequest.Of(request);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Allowed, woo.Repeat);
        try
        {
            return await _retry.ExecuteAsync(async attempt => await Attempt(request, woo.Store, attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> Attempt(HttpRequestMessage request, WooStore store, CancellationToken cancellationToken)
    {
        await store.Gate.WaitAsync(cancellationToken);
        try
        {
            return await _timeout.ExecuteAsync(async cancel =>
            {
                var response = await base.SendAsync(request, cancel);
                try
                {
                    await response.Content.LoadIntoBufferAsync(LongestBody, cancel);
                }
                catch
                {
                    response.Dispose();
                    throw;
                }
                return response;
            }, cancellationToken);
        }
        finally
        {
            store.Gate.Release();
        }
    }

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome, WooRepeat repeat) => repeat != WooRepeat.Nothing && outcome switch
    {
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        { Result.StatusCode: HttpStatusCode.NotImplemented } => false, // ModSecurity and unsupported verbs: a repeat gets the same
        { Result.StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => repeat == WooRepeat.Everything,
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } } => false,
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } } => true,
        { Exception: HttpRequestException or TimeoutRejectedException or IOException } => repeat == WooRepeat.Everything,
        _ => false,
    };

    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome, TimeProvider clock) =>
        RetryAfter.Of(outcome.Result?.Headers.RetryAfter, clock.GetUtcNow());
}
