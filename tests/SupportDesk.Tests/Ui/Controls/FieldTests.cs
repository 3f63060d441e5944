using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SupportDesk.Ui.Controls;

namespace SupportDesk.Tests.Ui.Controls;

public sealed class FieldTests : BunitContext, IAsyncLifetime
{
    public FieldTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddLogging();
    }

    [Fact]
    public void Error_ComesAndGoes_MarksAndDescribesTheControlItIsMeantFor()
    {
        var field = Render<Field>(p => p.Add(f => f.For, "sum").Add(f => f.Label, "Sum").Add(f => f.Why, "Why").Add(f => f.ChildContent, Boxes));
        Assert.Equal(("false", "sum-why"), StateOf(field, "#sum"));

        field.Render(p => p.Add(f => f.Error, "Too much"));
        Assert.Equal(("true", "sum-err sum-why"), StateOf(field, "#sum"));
        Assert.Equal(("false", null), StateOf(field, "#other"));

        field.Render(p => p.Add(f => f.Error, null).Add(f => f.Why, null));
        Assert.Equal(("false", null), StateOf(field, "#sum"));
    }

    [Fact]
    public void Error_OfAChoice_MarksIt()
    {
        Render<MudBlazor.MudPopoverProvider>();
        var field = Render<Field>(p => p.Add(f => f.For, "kind").Add(f => f.Label, "Kind").Add(f => f.Error, "None").Add(f => f.ChildContent, Kind));

        Assert.NotEmpty(field.FindAll(".mud-select .mud-input-error"));
    }

    [Fact]
    public void Control_ThatDescribesItself_KeepsItsWords()
    {
        var field = Render<Field>(p => p.Add(f => f.For, "sum").Add(f => f.Label, "Sum").Add(f => f.Why, "Why").Add(f => f.ChildContent, Described));

        Assert.Equal(("false", "elsewhere"), StateOf(field, "#sum"));
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static (string? Invalid, string? Described) StateOf(IRenderedComponent<Field> field, string id) =>
        (field.Find(id).GetAttribute("aria-invalid"), field.Find(id).GetAttribute("aria-describedby"));

    private static void Boxes(RenderTreeBuilder builder)
    {
        builder.AddContent(0, Box("sum"));
        builder.AddContent(1, Box("other"));
    }

    private static void Described(RenderTreeBuilder builder) => builder.AddContent(0, Box("sum", "elsewhere"));

    private static RenderFragment Box(string id, string? described = null) => builder =>
    {
        builder.OpenComponent<TextBox>(0);
        builder.AddComponentParameter(1, nameof(TextBox.InputId), id);
        if (described is not null)
            builder.AddComponentParameter(2, "aria-describedby", described);
        builder.CloseComponent();
    };

    private static void Kind(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Choice<int>>(0);
        builder.AddComponentParameter(1, nameof(Choice<int>.InputId), "kind");
        builder.AddComponentParameter(2, "aria-label", "Kind");
        builder.CloseComponent();
    }
}
