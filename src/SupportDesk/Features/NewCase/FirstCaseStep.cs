using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase;

/// <summary>The first case, by which everything before is tried.</summary>
internal sealed class FirstCaseStep(IDbContextFactory<DeskDbContext> contexts) : IFirstStep
{
    public string Key => "case";

    public int Order => 50;

    public LocalizedText Title => new(typeof(NewCaseText), "FirstStep");

    public LocalizedText Why => new(typeof(NewCaseText), "FirstStepWhy");

    public LocalizedText Go => new(typeof(NewCaseText), "FirstStepGo");

    public string Href => "/desk/new";

    public async Task<FirstStepState> LookAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var first = await db.Tickets.AsNoTracking().OrderBy(ticket => ticket.Number).Select(ticket => (long?)ticket.Number).FirstOrDefaultAsync(ct);
        return first is { } number
            ? new FirstStepState(true, new LocalizedText(typeof(NewCaseText), "FirstStepDone", TicketNumber.Format(number)))
            : new FirstStepState(false);
    }
}
