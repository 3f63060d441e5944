using System.Reflection;

namespace SupportDesk.Kernel;

/// <summary>
/// What a person or a job does, or a step that several of these share. Made anew for each operation; one scan registers
/// them all, so that no feature lists its own.
/// </summary>
public interface IUseCase;

internal static class UseCases
{
    public static void AddUseCases(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IUseCase))))
            services.AddScoped(type);
    }
}
