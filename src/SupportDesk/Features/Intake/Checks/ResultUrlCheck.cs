namespace SupportDesk.Features.Intake.Checks;

/// <summary>What the text of a ResultURL tells before anyone calls it.</summary>
internal sealed class ResultUrlCheck : IChecklistCheck
{
    public string Name => "result-url";

    public Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct) => Task.FromResult<Verdict?>(Look(new Uri(input.Answer.Trim())));

    internal static Verdict Look(Uri url)
    {
        if (url.Scheme == Uri.UriSchemeHttp)
            return new Verdict(Tone.Yellow, Phrase.Of("UrlHttpSeen"), Phrase.Of("UrlHttpAdvice"));
        if (url.AbsolutePath == "/")
            return new Verdict(Tone.Yellow, Phrase.Of("UrlRootSeen"), Phrase.Of("UrlRootAdvice"));
        return new Verdict(Tone.Green, Phrase.Of("UrlGoodSeen"), Phrase.Of("UrlGoodAdvice", url.IdnHost))
        {
            Details = url.IsDefaultPort ? [] : [Phrase.Of("UrlPort", url.Port)],
        };
    }
}
