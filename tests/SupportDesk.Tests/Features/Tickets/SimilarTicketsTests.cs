using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class SimilarTicketsTests
{
    [Fact]
    public async Task Details_InvoiceStandsInTheEmailOnly_NamesTheTicketOfThatInvoice()
    {
        await using var desk = await DeskFixture.StartAsync();
        var known = await desk.OpenAsync();
        var opened = await desk.OpenAsync(Cases.Payer with { Title = "Вопрос", Text = "Оплатил счёт 12345, товара нет." }, Actor.System);
        Assert.Equal([(known.Number, Similarity.SameInvoice)], await AlikeAsync(desk, opened.Number, desk.Agent));
    }

    [Fact]
    public async Task Details_SameSenderAndSimilarSubject_AreNamedOnceStrongestFirst()
    {
        await using var desk = await DeskFixture.StartAsync();
        var similar = await desk.OpenAsync(Cases.Payer with { RequesterEmail = "boris@buyer.example.ru" }, Actor.System);
        var same = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.OpenAsync(Cases.Payer with { RequesterEmail = "vera@buyer.example.ru", Title = "Другое дело совсем" }, Actor.System);
        var opened = await desk.OpenAsync(Cases.Payer, Actor.System);
        Assert.Equal([(same.Number, Similarity.SameSender), (similar.Number, Similarity.SimilarSubject)], await AlikeAsync(desk, opened.Number, desk.Agent));
    }

    [Fact]
    public async Task Details_ClosedTicketOrMerchantsStaff_ShowsNone()
    {
        await using var desk = await DeskFixture.StartAsync();
        var first = await desk.OpenAsync();
        var second = await desk.OpenAsync();
        Assert.NotEmpty(await AlikeAsync(desk, second.Number, desk.Agent));
        Assert.Empty(await AlikeAsync(desk, second.Number, desk.Merchant));
        await desk.ReadAsync(db => db.Tickets.Where(t => t.Number == second.Number).ExecuteUpdateAsync(t => t.SetProperty(x => x.Status, TicketStatus.Closed)));
        Assert.Empty(await AlikeAsync(desk, second.Number, desk.Agent));
        Assert.NotEqual(first.Number, second.Number);
    }

    [Fact]
    public async Task Details_Questions_AreSearchesInIndexes()
    {
        var plans = new PlanRecorder();
        await using var desk = await DeskFixture.StartAsync(services => services.ConfigureDbContext<DeskDbContext>(o => o.AddInterceptors(plans)));
        var opened = await desk.OpenAsync(Cases.Payer with { Title = "Счёт 12345 не оплачен" }, Actor.System);
        plans.Recording = true;
        await AlikeAsync(desk, opened.Number, desk.Agent);
        var asked = plans.Steps.Where(step => step.Sql.Contains("WHERE \"t\".\"Id\" <>", StringComparison.Ordinal)
            || step.Sql.Contains("MATCH", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, asked.Select(step => step.Sql).Distinct().Count());
        Assert.DoesNotContain(
            asked,
            step => step.Plan.StartsWith("SCAN", StringComparison.Ordinal) && !step.Plan.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal)
        );
        // The one of the sender's is found in order; those of one invoice are few.
        Assert.DoesNotContain(
            asked,
            step => step.Sql.Contains("RequesterEmail", StringComparison.Ordinal) && step.Plan.Contains("TEMP B-TREE", StringComparison.Ordinal)
        );
    }

    private static async Task<List<(long, Similarity)>> AlikeAsync(DeskFixture desk, long number, Actor actor)
    {
        var view = await desk.UseAsync<TicketDetails, Result<TicketView>>(details => details.RunAsync(number, actor, CancellationToken.None));
        return [.. view.Value.Alike.Select(one => (one.Number, one.Why))];
    }
}
