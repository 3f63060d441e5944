using System.Collections.Concurrent;
using SupportDesk.Features.Email.Authentication;

namespace SupportDesk.Tests.Features.Email.Authentication;

/// <summary>What domains have published, in memory; it notes what was asked for.</summary>
internal sealed class FakeDns : ITxtResolver
{
    private readonly ConcurrentDictionary<string, TxtAnswer> answers = new(StringComparer.Ordinal);

    public ConcurrentBag<string> Asked { get; } = [];

    /// <summary>Nobody answers.</summary>
    public bool IsDead { get; set; }

    public FakeDns Publish(string name, params string[] texts)
    {
        answers[name] = new TxtAnswer(TxtOutcome.Found, texts);
        return this;
    }

    public FakeDns Publish(EmailSigner signer)
    {
        answers[signer.KeyName] = new TxtAnswer(TxtOutcome.Found, [signer.KeyRecord]);
        return this;
    }

    public FakeDns Silence(string name)
    {
        answers[name] = TxtAnswer.Unavailable;
        return this;
    }

    public Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct)
    {
        Asked.Add(name);
        return Task.FromResult(IsDead ? TxtAnswer.Unavailable : answers.GetValueOrDefault(name, TxtAnswer.NoSuchName));
    }
}
