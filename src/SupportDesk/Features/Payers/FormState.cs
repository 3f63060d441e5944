using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>A file that was stored while something else in the form was wrong.</summary>
public sealed record FormFile(string Name, long Size, long Hidden, string Seal);

/// <summary>What a refused form shows again. The endpoint puts it on the request; the page, rendered once more, finds it there.</summary>
internal sealed record FormState(PayerAnswers Answers, IReadOnlyList<Problem> Problems, FormFile? File, int Hidden, string Number)
{
    public string Message { get; init; } = "";

    /// <summary>The form was read, so what was typed stands there again.</summary>
    public bool Kept { get; init; } = true;
}
