using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Wizard;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Wizard;

public sealed class DraftEditorTests
{
    [Fact]
    public async Task Close_OneCheckEndsWhileAnotherIsStopped_SavesAndDoesNotThrow()
    {
        var person = new SignedIn();
        var (url, invoice) = (new EndlessCheck("result-url"), new EndlessCheck("open-tickets"));
        (url.Other, invoice.Other) = (invoice, url);
        await using var desk = await DeskFixture.StartAsync(services =>
        {
            services.AddScoped<AuthenticationStateProvider>(_ => person);
            // Before those of the desk, whose names they have.
            services.Insert(0, ServiceDescriptor.Singleton<IChecklistCheck>(url));
            services.Insert(0, ServiceDescriptor.Singleton<IChecklistCheck>(invoice));
        });
        person.Actor = desk.Merchant;
        var draft = await DraftTests.StartAsync(desk);
        await using var scope = desk.Services.CreateAsyncScope();
        var editor = scope.ServiceProvider.GetRequiredService<DraftEditor>();
        Assert.True(await editor.OpenAsync(draft));
        editor.Type("result-url", "https://tmin.example.ru/pay/result");
        editor.Type("invoice", "12345");
        editor.Leave("result-url");
        editor.Leave("invoice");
        await Task.WhenAll(url.Begun.Task, invoice.Begun.Task);

        await editor.CloseAsync();

        var read = await desk.UseAsync<ReadDraft, Result<DraftView>>(one => one.RunAsync(draft, desk.Merchant, CancellationToken.None));
        Assert.Contains("12345", read.Value.AnswersJson, StringComparison.Ordinal);
    }

    /// <summary>Ends when the other one is stopped, in that very moment.</summary>
    private sealed class EndlessCheck(string name) : IChecklistCheck
    {
        private readonly TaskCompletionSource<CheckResult?> ended = new();

        public string Name => name;

        public EndlessCheck Other { get; set; } = null!;

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
        {
            await using var stop = ct.Register(() => Other.ended.TrySetResult(null));
            Begun.TrySetResult();
            return await ended.Task;
        }
    }
}
