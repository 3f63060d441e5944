using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payers;

/// <summary>Receives a payer's form: who may send one, what it says, and the file that came with it now or the time before.</summary>
internal sealed class PayerForm(
    ReadPayerForm read, PendingFile kept, PayerLimits limits, IDbContextFactory<DeskDbContext> contexts, DeskTime time) : IUseCase
{
    internal sealed record Posted(
        PayerAnswers Answers,
        string Message,
        string Number,
        FormFile? File,
        Guid? FileId,
        int Hidden,
        IReadOnlyList<Problem> Problems
    )
    {
        public IReadOnlyList<Guid> Files => FileId is { } id ? [id] : [];

        public bool Kept { get; init; } = true;

        /// <summary>What tells it from another form: where it goes, its answers, its text, its file.</summary>
        /// <param name="place">Such as the secret of a private link; empty for a new case.</param>
        public string Content(string place) => JsonSerializer.Serialize(new { place, Answers, Message, file = File?.Name, size = File?.Size });

        public FormState StateWith(IReadOnlyList<Problem> problems) => new(Answers, problems, File, Hidden, Number) { Message = Message, Kept = Kept };
    }

    public async Task<Posted> ReadAsync(HttpContext http, bool secretInPath)
    {
        if (!SameOrigin.IsFromOurForm(http.Request, secretInPath))
            return Refused(new("OtherSite"));
        if (!limits.AllowsForm(http.Connection.RemoteIpAddress))
            return Refused(new("TooManyForms"));
        // The reader keeps to limits of its own: the server's would throw the typed text away with the file.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var form = await read.RunAsync(http.Request, http.RequestAborted);
        return form.Ok ? await WithFileAsync(form.Value, http.RequestAborted) : Refused(form.Problems[0]);
    }

    private async Task<Posted> WithFileAsync(PostedForm form, CancellationToken ct)
    {
        var file = form.File;
        if (file is null && form["drop"].Length == 0 && kept.Open(form["kept"]) is { } id)
            file = await FreeAsync(id, ct);
        var last4 = form["last4"];
        var answers = PayerAnswers.From(name => form[name]) with { Last4 = PayerNumbers.ShortenCard(last4) };
        var problems = form.Problems.ToList();
        // A person whose browser filled in the trap sees the page again, with the trap empty; a robot does not come back.
        if (form["website"].Length > 0)
            problems.Add(new("PleaseRepeat"));
        return new(
            answers, form["message"], form["form"] is { Length: > 0 and < 64 } number ? number : Ids.Code(26),
            file is null ? null : new FormFile(file.Name, file.Size, file.HiddenCount, kept.Seal(file.Id)), file?.Id,
            form.Hidden + (answers.Last4 != last4 && form.Hidden == 0 ? 1 : 0), problems);
    }

    /// <summary>A stored file that hangs on nothing: one that was used already is not used again.</summary>
    private async Task<Attachment?> FreeAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Attachments.AsNoTracking().SingleOrDefaultAsync(
            a => a.Id == id && a.TicketId == null && a.MessageId == null && a.DraftId == null && a.SuspendedEmailId == null && a.UploadedBy == null, ct);
    }

    private Posted Refused(Problem problem) => new(
        new PayerAnswers { Year = time.Now.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) }, "", Ids.Code(26), null, null, 0, [problem])
    { Kept = false };
}
