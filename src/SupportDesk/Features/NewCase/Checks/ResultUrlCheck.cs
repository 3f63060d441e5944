using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>What the text of a ResultURL tells before anyone calls it.</summary>
internal sealed class ResultUrlCheck : IChecklistCheck
{
    public string Name => "result-url";

    public Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct) => Task.FromResult<CheckResult?>(Look(new Uri(input.Answer.Trim())));

    internal static CheckResult Look(Uri url)
    {
        if (url.Scheme == Uri.UriSchemeHttp)
            return new CheckResult(Severity.Yellow, CheckText.Of("UrlHttpSeen"), CheckText.Of("UrlHttpAdvice"));
        if (url.AbsolutePath == "/")
            return new CheckResult(Severity.Yellow, CheckText.Of("UrlRootSeen"), CheckText.Of("UrlRootAdvice"));
        // Only the text was looked at. Whether anybody answers there, the check that calls it says.
        return new CheckResult(Severity.Unknown, CheckText.Of("UrlGoodSeen"), CheckText.Of("UrlGoodAdvice", url.IdnHost))
        {
            Details = url.IsDefaultPort ? [] : [CheckText.Of("UrlPort", url.Port)],
        };
    }
}
