namespace SupportDesk.Features.Email.Reading;

/// <summary>Tells of an e-mail what people must know who answer it: that something of it is missing, or may be.</summary>
internal static class LostParts
{
    public static IReadOnlySet<EmailProblem> Losses { get; } = new HashSet<EmailProblem>
    {
        EmailProblem.EmailCut, EmailProblem.HeadersCut, EmailProblem.HeaderFieldCut, EmailProblem.PartsCut, EmailProblem.DepthCut, EmailProblem.FilesCut,
        EmailProblem.Encrypted, EmailProblem.PartsMissing, EmailProblem.BoundaryNotClosed, EmailProblem.EncodingUnknown, EmailProblem.Base64Cut,
        EmailProblem.Base64Junk, EmailProblem.QuotedPrintableBroken, EmailProblem.CharsetBroken, EmailProblem.HeaderLineStray, EmailProblem.TnefBroken,
        EmailProblem.UuencodeCut, EmailProblem.SignatureUnchecked,
    };

    /// <param name="reading">What was read.</param>
    /// <param name="mostFiles">How many files are kept.</param>
    public static IReadOnlyList<EmailProblem> Of(EmailReading reading, int mostFiles)
    {
        if (BodyTexts.Files(reading.Message.Body).Skip(mostFiles).Any())
            reading.Problems.Add(EmailProblem.FilesCut);
        return [.. ProblemFinder.Find(reading).Where(Losses.Contains)];
    }
}
